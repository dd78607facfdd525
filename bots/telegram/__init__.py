"""Telegram: a bot that speaks with people whose chat account is linked to a user.

polling → inbox → lanes → channel → desk → assistant
An update is confirmed to Telegram only when it was answered, so that none is lost in a crash;
one that comes again is done once and answered once.
"""
