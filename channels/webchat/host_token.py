"""Verifies the host platform's token that names its user: a signed JSON Web Token (RFC 7519)."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import jwt
from rasa.shared.exceptions import RasaException

from channels.guard.senders import LONGEST_SENDER
from channels.webchat.host_role import role_named
from persistence.names import is_stored
from settings.strength import is_weak, random_example, strength_needed

SHORTEST_SECRET = {"HS256": 32, "HS384": 48, "HS512": 64}
"""Bytes of the method's hash, used as the fewest characters of a secret (RFC 7518)."""

METHODS = (*SHORTEST_SECRET, "RS256", "RS384", "RS512", "ES256", "ES384", "EdDSA")

LEEWAY = 30
"""Seconds by which the clocks of two machines may differ."""


@dataclass(frozen=True)
class HostUser:
    """`name`: the token's subject; `role`: id in the profile, None if the token names none;
    `expires`: in seconds since 1970.
    """

    name: str
    role: str | None = None
    expires: float = field(default=math.inf, compare=False)

    def seconds_left(self, now: float) -> float:
        """Return for how many seconds the token is still valid; 0 or less if it has expired."""
        return self.expires + LEEWAY - now

    def has_expired(self, now: float) -> bool:
        return self.seconds_left(now) <= 0


@dataclass(frozen=True)
class HostKey:
    """`key`: a shared secret (HS…) or a public key in PEM. `roles`: value of the claim → id of the role,
    for values that are neither an id nor a title; `audience`: what `aud` must contain, empty if it says nothing.
    """

    key: str
    method: str = "HS256"
    role_claim: str = "role"
    roles: Mapping[str, str] = field(default_factory=dict)
    audience: str = ""

    @property
    def required(self) -> list[str]:
        """The claims that a token must have."""
        return [*REQUIRED, *(["aud"] if self.audience else [])]

    def __post_init__(self) -> None:
        if self.method not in METHODS:
            raise RasaException(f"jwt_method must be one of {', '.join(METHODS)}, not {self.method}")
        shortest = SHORTEST_SECRET.get(self.method)
        if shortest and is_weak(self.key, shortest):
            self._refuse(f"{strength_needed(shortest)}（{self.method}）", random_example(shortest))
        try:
            jwt.get_algorithm_by_name(self.method).prepare_key(self.key)
        except (jwt.PyJWTError, ValueError, TypeError):
            if shortest:
                self._refuse(f"{self.method} 的密钥，不是公钥", random_example(shortest))
            self._refuse(f"{self.method} 的公钥（PEM 格式）", "-----BEGIN PUBLIC KEY----- 开头的几行")

    def _refuse(self, form: str, example: str) -> None:
        raise RasaException(
            "平台令牌的密钥（credentials.yml 的 jwt_key_env 指定的环境变量，一般是 WEBCHAT_JWT_KEY）的值不对，"
            f"应为：{form}，例如：{example}"
        ) from None


REQUIRED = ("sub", "exp")
TIMES = ("exp", "nbf", "iat")
LATEST = 1e11
"""The year 5138 in seconds; a time given in milliseconds by mistake is far beyond it."""

LONGEST_TOKEN = 8192
"""Characters; the usual limit of a header on most servers."""

WHY: dict[type[jwt.PyJWTError], str] = {
    jwt.ExpiredSignatureError: "exp has run out",
    jwt.ImmatureSignatureError: "nbf or iat lies ahead",
    jwt.InvalidIssuedAtError: "iat is no time",
    jwt.InvalidAlgorithmError: "alg is not the method of jwt_method",
    jwt.InvalidAudienceError: "aud does not name jwt_audience",
    jwt.InvalidSignatureError: "the signature does not fit the key",
    jwt.DecodeError: "it is no JSON Web Token",
}
"""Reasons for the log, to help set the platform up: the claim and what is wrong with it, never its value."""


def host_user(token: object, key: HostKey) -> HostUser | None:
    """Return the user named by the token; None if it is forged, expired or has no expiry."""
    user = user_or_refusal(token, key)
    return user if isinstance(user, HostUser) else None


def user_or_refusal(token: object, key: HostKey) -> HostUser | str:
    """Return the user named by the token, or the reason why it is refused."""
    fits = isinstance(token, str) and len(token) <= LONGEST_TOKEN
    text = str(token).removeprefix("Bearer ").strip() if fits else ""
    try:
        claims = jwt.decode(
            text, key.key, algorithms=[key.method], leeway=LEEWAY,
            audience=key.audience or None, options={"require": key.required, "verify_aud": bool(key.audience)},
        )  # fmt: skip
    except jwt.MissingRequiredClaimError as error:
        return f"{error.claim} is missing"
    except UnicodeError:
        return WHY[jwt.DecodeError]
    except jwt.PyJWTError as error:
        return next((why for kind, why in WHY.items() if isinstance(error, kind)), "a claim is not valid")
    wrong = next((name for name in TIMES if name in claims and not _is_time(claims[name])), None)
    if wrong:
        return f"{wrong} is no number of seconds since 1970"
    subject = claims["sub"]
    if isinstance(subject, str) and not subject.strip():
        return "sub is missing"
    if not _may_be_sender(subject):
        return "sub cannot name a conversation"
    return HostUser(subject, role_named(claims.get(key.role_claim), key.roles), float(claims["exp"]))


def _is_time(claim: object) -> bool:
    return isinstance(claim, (int, float)) and not isinstance(claim, bool) and 0 <= claim < LATEST


def _may_be_sender(subject: object) -> bool:
    return (
        isinstance(subject, str)
        and 0 < len(subject) <= LONGEST_SENDER
        and subject.isprintable()
        and not is_stored(subject)
    )
