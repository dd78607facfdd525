"""The tables, one file a business term. Importing this package registers all of them."""

from domain.models.approvals import Approval
from domain.models.catalogue import Family, Price, Product, Promotion
from domain.models.conversations import Conversation, Message
from domain.models.customers import Customer
from domain.models.deliveries import Delivery
from domain.models.digests import Digest
from domain.models.figures import DailySales, SalesTarget
from domain.models.finance import Payment, Receivable
from domain.models.insight import Alert, AlertStep, Correction, Issue
from domain.models.knowledge import Article
from domain.models.leads import Lead, LeadNote
from domain.models.ledger import Credit, Move, Stock
from domain.models.log import AuditBlock, Command, CommandText, Event, Refusal
from domain.models.notices import Notice
from domain.models.people import AccessToken, ChatLink, Dealer, LinkToken, Region, User
from domain.models.proposals import Proposal
from domain.models.replies import ReplyTemplate
from domain.models.reports import Report, ReportFile
from domain.models.routing import RoutingRule, WorkingHours
from domain.models.sales import Order, OrderLine, Shipment
from domain.models.service import ServiceCentre, Ticket, TicketNote
from domain.models.subscriptions import Subscription, WebhookEndpoint
from domain.models.suggestions import Suggestion
from domain.models.switches import Switch
from domain.models.transfers import Transfer
from domain.models.warehouses import Warehouse
from domain.models.workers import WorkerSlot

__all__ = [
    "AccessToken",
    "Alert",
    "AlertStep",
    "Approval",
    "Article",
    "AuditBlock",
    "ChatLink",
    "Command",
    "CommandText",
    "Conversation",
    "Correction",
    "Credit",
    "Customer",
    "DailySales",
    "Dealer",
    "Delivery",
    "Digest",
    "Event",
    "Family",
    "Issue",
    "Lead",
    "LeadNote",
    "LinkToken",
    "Message",
    "Move",
    "Notice",
    "Order",
    "OrderLine",
    "Payment",
    "Price",
    "Product",
    "Promotion",
    "Proposal",
    "Receivable",
    "Refusal",
    "Region",
    "ReplyTemplate",
    "Report",
    "ReportFile",
    "RoutingRule",
    "SalesTarget",
    "ServiceCentre",
    "Shipment",
    "Stock",
    "Subscription",
    "Suggestion",
    "Switch",
    "Ticket",
    "TicketNote",
    "Transfer",
    "User",
    "Warehouse",
    "WebhookEndpoint",
    "WorkerSlot",
    "WorkingHours",
]
