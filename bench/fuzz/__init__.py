"""Texts nobody wrote, and the promises over each of them: `python -m bench.fuzz --minutes N --seed S`.

`material` reads the pieces, `texts` puts them together by chance, `checks` has the promises, `shrink`
makes what fails small, `failures` keeps it for the tests. `strategies` are those of hypothesis, which
the tests share.
"""
