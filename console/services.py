"""ConsoleServices: the objects that request handlers use, made once per process."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from console.accounts.audit import Audit
from console.accounts.invitations import Invitations
from console.accounts.passwords import Passwords
from console.accounts.sessions import Sessions
from console.accounts.sign_in_limit import SignInLimit
from console.accounts.staff import Staff
from console.answers.canned import CannedReplies
from console.answers.nearest import NearestAnswers
from console.conversation.agent_outbox import AgentOutbox
from console.conversation.conversations import Conversations
from console.conversation.files import ConversationFiles
from console.figures.ticket_figures import TicketFigures
from console.inbox.inbox import Inbox
from console.live.endpoint import RasaEndpoint
from console.live.hub import Hub
from console.live.staff_notices import Send, StaffNotices
from observability.readers import Readers
from persistence.database import Database
from persistence.helpdesk.handovers import Handovers
from persistence.helpdesk.outbox import Outbox
from persistence.helpdesk.presence import Presence
from persistence.helpdesk.staff_forms import StaffForms
from settings.console import Console

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})


@dataclass(frozen=True)
class Installation:
    """The settings of this installation that handlers need.

    `url`: where agents open the desk; `secure`: cookies are sent only by https.
    `proxies`: how many are in front of the desk; `readers`: who may read the metrics.
    """

    url: str
    secure: bool
    proxies: int
    readers: Readers = field(default_factory=Readers)

    @property
    def hosts(self) -> frozenset[str]:
        """The host names that requests may use."""
        return LOOPBACK | {urlsplit(self.url).hostname or ""}

    def link(self, token: str) -> str:
        """Return the address of an invitation."""
        return f"{self.url}/#/join/{token}"


@dataclass(frozen=True)
class ConsoleServices:
    installation: Installation
    database: Database
    sessions: Sessions
    staff: Staff
    invitations: Invitations
    sign_in_limit: SignInLimit
    passwords: Passwords
    audit: Audit
    handovers: Handovers
    presence: Presence
    outbox: Outbox
    inbox: Inbox
    conversations: Conversations
    agent_outbox: AgentOutbox
    files: ConversationFiles
    nearest: NearestAnswers
    canned: CannedReplies
    ticket_figures: TicketFigures
    hub: Hub
    forms: StaffForms | None
    staff_notices: StaffNotices
    rasa_endpoint: RasaEndpoint | None = None
    """The Rasa server; None if nothing is delivered."""


def installation_of(settings: Console, port: int) -> Installation:
    """Return the installation from the settings. `port`: where the desk listens, used if CONSOLE_URL is not set."""
    url = (settings.console_url or f"http://127.0.0.1:{port}").rstrip("/")
    # In production, cookies need https unless the desk is opened on this machine.
    elsewhere = settings.production and urlsplit(url).hostname not in LOOPBACK
    readers = Readers(settings.metrics_from)
    return Installation(url, elsewhere or url.startswith("https://"), settings.console_proxies, readers)


def services_of(
    installation: Installation,
    database: Database,
    passwords: Passwords | None = None,
    forms: StaffForms | None = None,
    rasa_endpoint: RasaEndpoint | None = None,
    notices: Sequence[Send] = (),
) -> ConsoleServices:
    """Make the services.

    `passwords`: tests pass one with cheaper hashes; `forms`: None if the staff form is off.
    `notices`: functions that notify the staff of registered requests.
    """
    return ConsoleServices(
        installation=installation,
        database=database,
        sessions=Sessions(database),
        staff=Staff(database),
        invitations=Invitations(database),
        sign_in_limit=SignInLimit(database),
        passwords=passwords or Passwords(),
        audit=Audit(database),
        handovers=Handovers(database),
        presence=Presence(database),
        outbox=Outbox(database),
        inbox=Inbox(database),
        conversations=Conversations(database),
        agent_outbox=AgentOutbox(database),
        files=ConversationFiles(database),
        nearest=NearestAnswers(),
        canned=CannedReplies(database),
        ticket_figures=TicketFigures(database),
        hub=Hub(),
        forms=forms,
        staff_notices=StaffNotices(notices, installation.url),
        rasa_endpoint=rasa_endpoint,
    )
