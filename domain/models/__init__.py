"""The tables, one file a business term. Importing this package registers all of them."""

from domain.models.approvals import Approval
from domain.models.catalogue import Family, Price, Product, Promotion
from domain.models.conversations import Conversation, Message
from domain.models.customers import Customer
from domain.models.deliveries import Delivery
from domain.models.digests import Digest
from domain.models.figures import DailySales
from domain.models.finance import Payment, Receivable
from domain.models.knowledge import Article
from domain.models.ledger import Credit, Move, Stock
from domain.models.log import AuditBlock, Command, CommandText, Event, Refusal
from domain.models.people import AccessToken, ChatLink, Dealer, LinkToken, Region, User
from domain.models.proposals import Proposal
from domain.models.replies import ReplyTemplate
from domain.models.sales import Order, OrderLine, Shipment
from domain.models.service import ServiceCentre, Ticket
from domain.models.subscriptions import Subscription, WebhookEndpoint
from domain.models.switches import Switch
from domain.models.warehouses import Warehouse
from domain.models.workers import WorkerSlot

__all__ = [
    "AccessToken",
    "Approval",
    "Article",
    "AuditBlock",
    "ChatLink",
    "Command",
    "CommandText",
    "Conversation",
    "Credit",
    "Customer",
    "DailySales",
    "Dealer",
    "Delivery",
    "Digest",
    "Event",
    "Family",
    "LinkToken",
    "Message",
    "Move",
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
    "ServiceCentre",
    "Shipment",
    "Stock",
    "Subscription",
    "Switch",
    "Ticket",
    "User",
    "Warehouse",
    "WebhookEndpoint",
    "WorkerSlot",
]
