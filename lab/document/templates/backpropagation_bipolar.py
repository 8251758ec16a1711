"""The network with three hidden layers, with outputs between -1 and 1."""

from __future__ import annotations

from lab.document.templates.backpropagation import Backpropagation
from lab.spec.message import Message
from lab.spec.registry import register


@register("template", "3-10-10-10-1-bipolar", title="3-10-10-10-1, bipolar", order=45)
class BackpropagationBipolar(Backpropagation):
    """Three hidden layers of ten bipolar sigmoid neurons learn four samples by back-propagation with momentum."""

    activation = "bipolar_sigmoid"
    low = "-1"
    rate = 0.1

    note = Message(
        "The same network with bipolar sigmoids: outputs between -1 and 1, with twice the slope and centred on zero. "
        "Press Train: there is hardly a plateau. Compare the loss and the gradients with those of the unipolar "
        "network."
    )
