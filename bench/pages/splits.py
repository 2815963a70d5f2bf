"""The two splits of seeds, fixed for good.

``TUNE`` (0-9999) is what rules and models may be tuned on; ``REPORT`` (10000-19999) is only
reported. Looking at cases of ``REPORT`` to better the reading makes its figures worthless. The
two splits share no story (see ``corpus.stories``).
"""

TUNE = range(10_000)
REPORT = range(10_000, 20_000)


def is_report(seed: int) -> bool:
    """Whether a seed belongs to the reported split; refuses seeds of neither split."""
    if seed in REPORT:
        return True
    if seed in TUNE:
        return False
    raise ValueError(f"seed {seed} is in neither TUNE (0-9999) nor REPORT (10000-19999)")
