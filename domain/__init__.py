"""The transactional core: sales, stock, customers, finance, service and their ledgers."""
