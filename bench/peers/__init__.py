"""The generators that are compared, by name. The first one that is not Goodword is what the others are measured by."""

from bench.peers.base import Peer
from bench.peers.goodword import GOODWORD
from bench.peers.hugo import HUGO
from bench.peers.pelican import PELICAN

PEERS: dict[str, Peer] = {peer.name: peer for peer in (GOODWORD, HUGO, PELICAN)}
