"""Issues of reports gathered into alerts, the routing of alerts, and what becomes of them."""
