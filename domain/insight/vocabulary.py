"""The types of issues and the departments that answer for them, as the taxonomy has them."""

DEPARTMENT_OF = {
    "logistics_delay": "logistics",
    "logistics_damage": "logistics",
    "stockout": "supply_planning",
    "overstock": "supply_planning",
    "quality_defect": "quality",
    "product_gap": "product",
    "competitor_promotion": "marketing",
    "competitor_launch": "product",
    "price_conflict": "channel",
    "promotion_execution": "marketing",
    "rebate_dispute": "finance",
    "reconciliation_dispute": "finance",
    "credit_pressure": "finance",
    "parts_shortage": "after_sales",
    "service_capacity": "after_sales",
    "customer_complaint": "customer_service",
    "training_need": "training",
    "system_problem": "it",
    "sales_opportunity": "sales",
}
DEPARTMENTS = tuple(dict.fromkeys(DEPARTMENT_OF.values()))
