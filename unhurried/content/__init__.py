"""What we say: data files with stable ids, their schema and their loader. Ids are never renamed."""
