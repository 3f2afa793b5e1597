"""The checked warehouse → people: the analysts' snapshot, safe SQL on it, evidence, exports, alerts."""
