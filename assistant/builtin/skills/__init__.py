"""What each intent leads to, one file an area of the business."""
