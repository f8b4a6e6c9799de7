// Traditional to simplified characters, for the words of financial statements only: names are compared, not translated.

const pairs =
  "營营業业總总額额資资產产負负債债權权東东利利潤润溢溢銷销開开發发研研費费財财務务稅税項项現现動动經经營营籌筹擴扩應应賬账貿贸" +
  "貨货據据預预無无場场價价幣币儲储備备購购築筑廠厂設设損损虧亏調调整整歸归屬属繳缴實实際际淨净變变動动優优贖赎轉转換换" +
  "遞递延延電电網网訊讯雲云爾尔線线維维馬马龍龙證证係系數数稀稀釋释攤摊薄薄期期後后內内間间報报率率關关聯联約约贏赢匯汇" +
  "響响餘余額额計计減减值值產产檢检終终續续風风險险場场報报酬酬軟软體体處处貝贝塔塔係系個个單单與与從从這这門门難难" +
  "訂订單单員员壁壁韌韧僅仅紀纪線线華华爲为為为國国際际歲岁時时萬万億亿貼贴債债沖冲漲涨幅幅達达執执";

const map = new Map<string, string>();
for (let i = 0; i + 1 < pairs.length; i += 2) map.set(pairs[i] ?? "", pairs[i + 1] ?? "");

export const simplified = (text: string): string => [...text].map((c) => map.get(c) ?? c).join("");
