"""What tests need of the demo network, one file a term."""
