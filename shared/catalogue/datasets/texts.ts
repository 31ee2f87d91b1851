/** Texts written for this app and in the public domain; each is long enough for a thousand windows, or nearly. */
const ENGLISH = `the river began as a drop under a stone. it found another drop, and the two went down together. \
by noon they were a thread, by evening a stream, and the stream had a voice. it told the grass where the mountain \
was, and it told the mountain where the sea might be. nobody had asked it. a child put a paper boat into the \
water and ran beside it until the path turned away. the boat went on alone. it passed the mill, the bridge, the \
garden with the old pear tree, and the place where the cows come to drink. in the night it stopped under a willow, \
and the moon looked at it for a long time. in the morning the river lifted it again. so small a thing, said the \
river, and it still wants to see the sea. then come with me, i am going there too. and the boat went with the \
river, past the town and the towers, past the last house and the last light, until the water tasted of salt and \
there was no other side. what now, asked the boat. now we begin again, said the river, and rose into the air as rain.`;

const CHINESE = `一滴水从石头下面醒来，遇见了另一滴水，它们一起往山下走。中午它们成了一条细线，傍晚成了一条小溪，\
小溪有了自己的声音。它告诉小草山在哪里，又告诉大山海在哪里。没有人问过它。一个孩子把纸船放进水里，沿着河边跑，\
一直跑到小路转弯的地方。纸船自己往前走。它走过水车，走过小桥，走过有老梨树的院子，走过牛来喝水的地方。\
夜里它停在柳树下面，月亮看了它很久。早上河水又把它托起来。这么小的船，河水说，也想去看海。那就和我一起走吧，\
我也要去那里。于是纸船和河水一起走，走过小城，走过高楼，走过最后一家人，走过最后一盏灯，一直走到水有了咸味，\
再也看不见对岸。现在怎么办，纸船问。现在我们重新开始，河水说，然后它升到天上，变成了雨。雨落在山上，落在石头上。\
石头下面，一滴水醒来，遇见了另一滴水。`;

export const TEXTS = { english: ENGLISH, chinese: CHINESE } as const;
export type TextName = keyof typeof TEXTS;

/** Characters of a text in code-point order: the classes, and what the whole numbers of an Embedding stand for. */
const alphabetOf = (text: string): readonly string[] => [...new Set(text)].sort();

export const ALPHABETS: Readonly<Record<TextName, readonly string[]>> = {
  english: alphabetOf(ENGLISH),
  chinese: alphabetOf(CHINESE),
};
