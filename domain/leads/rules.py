"""How a lead is followed up."""

from domain.models.leads import LeadStage

ENDED = (LeadStage.WON, LeadStage.LOST, LeadStage.WITHDRAWN)
QUIET_DAYS = 7
"""Days without a step after which a lead that has no date for the next one is forgotten."""
