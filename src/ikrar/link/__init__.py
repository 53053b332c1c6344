"""Links within a document: what pronouns stand for, which tellings are one happening, which mentions are one entity."""
