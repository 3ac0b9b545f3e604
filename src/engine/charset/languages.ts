/**
 * Languages with their letters, most frequent first, as the detector weighs them. A name with a dash is another order of
 * the same language.
 */
export const languages: readonly (readonly [name: string, letters: string])[] = [
  ["English", "eationsrhldcumfpgwybvkxjzq"],
  ["English—", "eationsrhldcmufpgwbyvkjxzq"],
  ["German", "enirstadhulgocmbfkwzpvüäöj"],
  ["French", "easnitrluodcpmévgfbhqàxèyj"],
  ["Dutch", "enairtodslghvmukcpbwjzfyxë"],
  ["Italian", "eiaonltrscdupmgvfbzhqèàkyò"],
  ["Polish", "aioenrzwsctkydpmuljłgbhąęó"],
  ["Spanish", "eaonsrildtcumpbgvfyóhqíjzá"],
  ["Russian", "оеаинтсрвлкмдпугяызбйьчхжц"],
  [
    "Japanese",
    "日一人年大十二本中長出三時行見月分後前生五間上東四今金九入学高円子外八六下来気小七山話女北午百書先名川千水半男西電校語土木聞食車何南万毎白天母火右読友左休父雨",
  ],
  [
    "Japanese—",
    "ーンス・ルトリイアラックドシレジタフロカテマィグバムプオコデニウメサビナブャエュチキズダパミェョハセベガモツネボソノァヴワポペピケゴギザホゲォヤヒユヨヘゼヌゥゾヶヂヲヅヵヱヰヮヽ゠ヾヷヿヸヹヺ",
  ],
  [
    "Japanese——",
    "のにるたとはしいをでてがなれからさっりすあもこまうくよきんめおけそつだやえどわちみせじばへびずろほげむべひょゆぶごゃねふぐぎぼゅづざぞぬぜぱぽぷぴぃぁぇぺゞぢぉぅゐゝゑ゛゜ゎゔ\u309aゟ\u3099ゕゖ",
  ],
  ["Portuguese", "aeosirdntmuclpgvbfhãqéçází"],
  ["Swedish", "eanrtsildomkgvhfupäcböåyjx"],
  [
    "Chinese",
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实",
  ],
  ["Ukrainian", "оаніирвтесклудмпзяьбгйчхцї"],
  ["Norwegian", "erntasioldgkmvfpubhåyjøcæw"],
  ["Finnish", "aintesloukämrvjhpydögcbfwz"],
  ["Vietnamese", "nhticgaoumlràđsevpbyưdákộế"],
  ["Czech", "oeantsilvrkdumpíchzáyjběéř"],
  ["Hungarian", "eatlsnkriozáégmbyvdhupjöfc"],
  ["Korean", "이다에의는로하을가고지서한은기으년대사시를리도인스일"],
  ["Indonesian", "aneirtusdkmlgpbohyjcwfvzxq"],
  ["Turkish", "aeinrlıkdtsmyuobüşvgzhcpçğ"],
  ["Romanian", "eiarntulocsdpmăfvîgbșțzhâj"],
  [
    "Farsi",
    "\u0627\u06cc\u0631\u062f\u0646\u0647\u0648\u0645\u062a\u0628\u0633\u0644\u06a9\u0634\u0632\u0641\u06af\u0639\u062e\u0642\u062c\u0622\u067e\u062d\u0637\u0635",
  ],
  [
    "Arabic",
    "\u0627\u0644\u064a\u0645\u0648\u0646\u0631\u062a\u0628\u0629\u0639\u062f\u0633\u0641\u0647\u0643\u0642\u0623\u062d\u062c\u0634\u0637\u0635\u0649\u062e\u0625",
  ],
  ["Danish", "erntaisdlogmkfvubhpåyøæcjw"],
  ["Serbian", "аиоенрсуткјвдмплгзбaieonцш"],
  ["Lithuanian", "iasoretnukmlpvdjgėbyųšžcąį"],
  ["Slovene", "eaionrsltjvkdpmuzbghčcšžfy"],
  ["Slovak", "oaenirvtslkdmpuchjbzáyýíčé"],
  [
    "Hebrew",
    "\u05d9\u05d5\u05d4\u05dc\u05e8\u05d1\u05ea\u05de\u05d0\u05e9\u05e0\u05e2\u05dd\u05d3\u05e7\u05d7\u05e4\u05e1\u05db\u05d2\u05d8\u05e6\u05df\u05d6\u05da",
  ],
  ["Bulgarian", "аиоентрсвлкдпмзгяъубчцйжщх"],
  ["Croatian", "aioenrjstuklvdmpgzbcčhšžćf"],
  ["Hindi", "करसनतमहपयलवजदगबशटअएथभडचधषइ"],
  ["Estonian", "aiestlunokrdmvgpjhäbõüfcöy"],
  ["Thai", "านรอกเงมยลวดทสตะปบคหแจพชขใ"],
  ["Greek", "ατοιενρσκηπςυμλίόάγέδήωχθύ"],
  ["Tamil", "கதபடரமலனவறயளசநஇணஅஆழஙஎஉஒஸ"],
  ["Kazakh", "аыентрлідсмқкобиуғжңзшйпгө"],
];

/** Ideographs that are common in Chinese, Japanese or Korean text. */
export const commonIdeographs: ReadonlySet<string> = new Set(
  "一七万三上下不与专且世业东两严个中为主么义之九也习书了争事二于五些交产京亲人什今从他代以们件价任休众会传但位低住体何作你使例便保信候值做儿元先光克党入全八公六共关其具养内円再写军农决况准几出分切划列则利别到制前力办加务动劳包化北区十千午半华单南即却厂历压原去县参又及友反发取受变口只叫可史右号各合同名后向听员周命和品响商器四回因团国图圆國土在地场型基增声处备复外多大天太头女她好如始委子存学學它安完定实家容对导将小少就局层展属山川工左己已市布带常干平年并广应府度建开式引张强当形影往很律後得心必志快思性总情想意感成我或战所手才打技把报拉持指按据接提支收改放政效教数整文斗料断斯新方族无日时明易是時更書最月有期木本术机权条来東极构林果查标校样根格次正此步段母毎每比毛民气気水求江没油治法活派流济海消深清温满火点热然照父片物特状率王现理生用由电男界白百的目直相省看真眼着知石矿研确示社离种科积程究空立第等算管米类精系素红约级线组细织经结给统维置美群老者而联聞育能自至般色节花萬行表被装西要見见观规角解話語読计认议记许论设证识话该说调象质资走起越路身車车转较边达过运近还这进连适选通速造道那部都酸采里重量金铁長长間门问间队阶际院除难集雨電需青非面革音须领题风飞食马验高龙",
);
