"""Settings, wiring, command line, HTTP application, workers: puts the other rooms together."""
