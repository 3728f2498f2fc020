"""Kerning: pairs of letters that are too far apart, or touch, when set by their advance widths.

Pillow applies kerning only with a library that is not available everywhere, and the pictures must be
the same on all computers. So the most visible pairs in a title are listed here: in thousandths of
the type's size, measured from Source Serif 4 in bold.
"""

_PAIRS = {
    -120: "P, P. VA V, V. WA W, W.",
    -100: "AV AW AY FA F, F. LV L“ L‘ T, T. YA Y, Y. r, r. v, v. w, w. y, y. “A ”A ‘A ’A ,“ ,” ,‘ ,’ .“ .” .‘ .’ ?, ?.",
    -80: "AT A“ A” A‘ A’ LT LW LY L” L’ PA TA Tc Td Te To Tq T- T– UA U, U. Va Vc Vd Ve Vg Vo Vq Vs Wa Wc Wd We Wg Wo"
    " Wq Ws Xv Xw Ya Yc Yd Ye Yg Yo Yp Yq Ys ”a ”c ”d ”e ”o ”q ”s ’a ’c ’d ’e ’o ’q ’s",
    -60: "AU Av Aw Ay DA Fa Fc Fd Fe Fg Fo Fq JA J, J. Kv Kw Ky Lv Lw RV RW RY Ta Tg Vm Vn Vp Vr Vu Vv Vw Vy V- V– Wm"
    " Wn Wp Wr Wu W- W– Xy Ym Yn Yr Yt Yu Yv Yw Yy Y- Y– “g ”g ”p ’g ’p ”, ”. ”- ”– ’, ’. ’- ’–",
    -40: "AC AG AO AQ KC KG KO KQ Ly Tm Tn Tp Tr Ts Tu Tv Tw Tx Ty Tz Wi Wt Wv Ww Wy Rv Rw Ry ’r “a “c “d “e “o “q “s",
    40: "T” T’ f? f! “T ‘T",
    80: "f” f’ f“ f‘",
}

#: Thousandths of the type's size to add between the two letters of a pair.
KERNING = {pair: amount for amount, pairs in _PAIRS.items() for pair in pairs.split()}
