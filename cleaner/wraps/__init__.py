"""Line ends: the chance that each is a wrap, and what shows that one is a break.

Known here: the gaps between lines and what is measured of them. Not known: the joins; stages propose them.
"""
