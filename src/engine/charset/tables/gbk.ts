/**
 * GBK (1995): what it has beyond GB 2312 and the ideographs in Unicode order, or otherwise. Each line: the first cell as two bytes in hexadecimal, then its character and
 * those of the cells behind it; a cell of two characters is in brackets.
 */
export const gbkSymbols = `
a1a4 ·
a1aa —
a2a1 ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ
a6e0 ︵︶︹︺︿﹀︽︾﹁﹂﹃﹄
a6ee ︻︼︷︸︱
a6f4 ︳︴
a840 ˊˋ˙–―‥‵℅℉↖↗↘↙∕∟∣≒≦≧⊿═║╒╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡╢╣╤╥╦╧╨╩╪╫╬╭╮╯╰╱╲╳▁▂▃▄▅▆▇█▉▊▋▌▍▎▏▓▔▕▼▽◢◣◤◥☉⊕〒〝〞
a8bb ɑ
a8bd ńň
a8c0 ɡ
a940 〡〢〣〤〥〦〧〨〩㊣㎎㎏㎜㎝㎞㎡㏄㏎㏑㏒㏕︰￢￤
a959 ℡㈱
a95c ‐
a960 ー゛゜ヽヾ〆ゝゞ﹉﹊﹋﹌﹍﹎﹏﹐﹑﹒﹔﹕﹖﹗﹙﹚﹛﹜﹝﹞﹟﹠﹡﹢﹣﹤﹥﹦﹨﹩﹪﹫
a996 〇
fd9c 郎凉秊裏隣
fe40 兀嗀﨎﨏﨑﨓﨔礼﨟蘒﨡﨣﨤﨧﨨﨩
`;

/**
 * GB 18030: what it has in two bytes beyond GBK, or otherwise, but for private use. Each line: the first cell as two bytes in hexadecimal, then its character and
 * those of the cells behind it; a cell of two characters is in brackets.
 */
export const gb18030Symbols = `
a2e3 €
a8bf ǹ
a989 〾⿰⿱⿲⿳⿴⿵⿶⿷⿸⿹⿺⿻
fe50 ⺁
fe54 ⺄㑳㑇⺈⺋
fe5a 㖞㘚㘎⺌⺗㥮㤘
fe62 㧏㧟㩳㧐
fe68 㭎㱮㳠⺧
fe6e ⺪䁖䅟⺮䌷⺳⺶⺷
fe77 䎱䎬⺻䏝䓖䙡䙌
fe80 䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶
fe92 䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮
`;

/**
 * GB 18030: cells for private use. Each line: the first cell in hexadecimal, how many cells, and the code point of the
 * first in hexadecimal.
 */
export const gb18030Private = `
a140 96 e4c6
a240 96 e526
a2ab 6 e766
a2e4 1 e76d
a2ef 2 e76e
a2fd 2 e770
a340 96 e586
a440 96 e5e6
a4f4 11 e772
a540 96 e646
a5f7 8 e77d
a640 96 e6a6
a6b9 8 e785
a6d9 7 e78d
a6ec 2 e794
a6f3 1 e796
a6f6 9 e797
a740 96 e706
a7c2 15 e7a0
a7f2 13 e7af
a896 11 e7bc
a8bc 1 e7c7
a8c1 4 e7c9
a8ea 21 e7cd
a958 1 e7e2
a95b 1 e7e3
a95d 3 e7e4
a997 13 e7f4
a9f0 15 e801
aaa1 94 e000
aba1 94 e05e
aca1 94 e0bc
ada1 94 e11a
aea1 94 e178
afa1 94 e1d6
d7fa 5 e810
f8a1 94 e234
f9a1 94 e292
faa1 94 e2f0
fba1 94 e34e
fca1 94 e3ac
fda1 94 e40a
fe51 3 e816
fe59 1 e81e
fe61 1 e826
fe66 2 e82b
fe6c 2 e831
fe76 1 e83b
fe7e 1 e843
fe90 2 e854
fea0 1 e864
fea1 94 e468
`;
