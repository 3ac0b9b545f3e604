/**
 * Characters whose Unicode name says that they carry a grave, acute, cedilla, diaeresis, circumflex, tilde, macron or ring
 * above, and ligatures: up to the letterlike symbols, beyond which no character set tried here reaches.
 */
export const accentuated: ReadonlySet<string> = new Set(
  "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöùúûüýÿĀāĆćĈĉĒēĜĝĢģĤĥĨĩĪīĴĵĶķĹĺĻļŃńŅņŌōŔŕŖŗŚśŜŝŞşŢţŨũŪūŮůŴŵŶŷŸŹźǕǖǗǘǙǚǛǜǞǟǢǣǴǵǸǹǺǻǼǽȨȩȪȫȬȭȲȳϓϔЀЍѐѝӒӓӚӛӜӝӞӟӢӣӤӥӦӧӪӫӬӭӮӯӰӱӴӵӸӹ\u1df2\u1df3\u1df4ḈḉḐḑḒḓḔḕḖḗḘḙḚḛḜḝḠḡḦḧḨḩḬḭḮḯḰḱḼḽḾḿṊṋṌṍṎṏṐṑṒṓṔṕṤṥṰṱṲṳṴṵṶṷṸṹṺṻṼṽẀẁẂẃẄẅẌẍẐẑẗẘẙẤấẦầẨẩẪẫẬậẼẽẾếỀềỂểỄễỆệỐốỒồỔổỖỗỘộỲỳỸỹᾱᾹῑῙῡῩ",
);

export const ligatures: ReadonlySet<string> = new Set("ÆæĲĳŒœҤҥҴҵӔӕև\u05f0\u05f1\u05f2ﬀﬁﬂﬃﬄﬅﬆﬓﬔﬕﬖﬗײַﭏ");
