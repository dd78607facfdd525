"""Orders from plan to receipt, with their approvals."""
