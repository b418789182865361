"""Files exchanged with the insurer (BPJS Ketenagakerjaan): batches out; answers and payments in.

Knows no Django and no database. What an official template looks like was not found in any source
(docs: the column map of a batch is a data file, and the columns of incoming files are known by their headings).
"""
