"""The template variables that desks fill in, as their own documentation writes them."""

from __future__ import annotations

import re
from typing import Final

_ROOTS: Final = """
    account agent app attributes author brand case comment company contact conversation current_user customer dc
    helpdesk inbox message order organization recipient requester satisfaction sender teammate ticket user visitor
"""
ROOTS: Final = frozenset(_ROOTS.split())
"""What a name with dots begins with, in double braces: what follows may be a field of one's own."""

_NAMES: Final = """
    account.name agent.email agent.first_name agent.last_name agent.name agent.signature app.name author.first_name
    author.name brand.name company.name contact.email contact.first_name contact.id contact.last_name contact.name
    contact.phone contact.phone_number conversation.display_id conversation.id conversation.subject current_user.email
    current_user.first_name current_user.firstname current_user.last_name current_user.lastname current_user.name
    customer.email customer.first_name customer.last_name customer.name inbox.id inbox.name message.id message.text
    organization.name recipient.email recipient.first_name recipient.last_name recipient.name requester.email
    requester.name ticket.account ticket.agent.email ticket.agent.name ticket.assignee.email ticket.assignee.first_name
    ticket.assignee.last_name ticket.assignee.name ticket.brand.name ticket.cc_names ticket.comments
    ticket.created_at ticket.customer.email ticket.customer.firstname ticket.customer.lastname ticket.customer.name
    ticket.description ticket.due_date ticket.external_id ticket.group.name ticket.id ticket.latest_comment ticket.link
    ticket.organization.name ticket.priority ticket.public_comments ticket.requester.email ticket.requester.first_name
    ticket.requester.firstname ticket.requester.last_name ticket.requester.lastname ticket.requester.name
    ticket.requester.phone ticket.status ticket.subject ticket.tags ticket.ticket_type ticket.title ticket.updated_at
    ticket.url ticket.via user.email user.first_name user.id user.last_name user.name user.phone
    """
NAMES: Final = frozenset(_NAMES.split())
"""The usual ones, by which a slip of the keyboard is known."""

SYNTAX: Final = re.compile(
    r"""
      \{%[^{}]{0,200}%\}                # Liquid: Zendesk, Chatwoot
    | \{![$A-Za-z][\w.$]{0,80}\}        # Salesforce
    | \{\{\{[\w. ]{1,80}\}\}\}          # Salesforce, Lightning
    | %\([\w.]{1,40}\)[sd] | %[sd]      # a desk of one's own
    | <attribute\b[^<>]{0,200}>         # Intercom
    """,
    re.VERBOSE,
)
"""Whole forms that are known whatever they name."""
