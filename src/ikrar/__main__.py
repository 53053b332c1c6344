"""``python -m ikrar``, the same as the ``ikrar`` script."""

from ikrar.cli import main

if __name__ == "__main__":
    main()
