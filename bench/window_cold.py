"""A process that knows nothing yet: moments as JSON in, both edges and their evidence out. bench/window_speed.py times
it from outside."""

import json
import sys

from unhurried.inference.window import Moment, Outcome, edges_at, evidence_of, replay

moments = [Moment(day, low, high, Outcome(outcome)) for day, low, high, outcome in json.load(sys.stdin)]
belief = replay(moments)
print(edges_at(belief, belief.day), evidence_of(belief))
