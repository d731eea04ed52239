/**
 * The application identifiers of GS1: what each is called and what its value is made of. Data. Source: GS1 Barcode Syntax
 * Dictionary; which of them need no separator: GS1 General Specifications, figure 7.8.5-2.
 *
 * A value is a row of parts: N digits, X of the 82 characters, Y of the 39, Z of base 64; a length ("6") or a most ("..20").
 * "!" ends with a check digit, "d" is a day YYMMDD, "[…]" may be absent. In "310n" n is how many decimals the value has.
 */
const table = `
00|N18!|SSCC
01|N14!|GTIN
02|N14!|GTIN of contained items
10|X..20|Lot
11|N6d|Production date
12|N6d|Due date
13|N6d|Packing date
15|N6d|Best before
16|N6d|Sell by
17|N6d|Expires
20|N2|Variant
21|X..20|Serial
22|X..20|Consumer product variant
235|X..28|Third party serial
240|X..30|Additional item number
241|X..30|Customer's part number
242|N..6|Made-to-order variant
243|X..20|Packaging component
250|X..30|Secondary serial
251|X..30|Source entity
253|N13! [X..17]|Document type
254|X..20|Location extension
255|N13! [N..12]|Coupon
30|N..8|Count
310n|N6|Net weight (kg)
311n|N6|Length (m)
312n|N6|Width (m)
313n|N6|Height (m)
314n|N6|Area (m²)
315n|N6|Net volume (l)
316n|N6|Net volume (m³)
320n|N6|Net weight (lb)
321n|N6|Length (in)
322n|N6|Length (ft)
323n|N6|Length (yd)
324n|N6|Width (in)
325n|N6|Width (ft)
326n|N6|Width (yd)
327n|N6|Height (in)
328n|N6|Height (ft)
329n|N6|Height (yd)
330n|N6|Gross weight (kg)
331n|N6|Logistic length (m)
332n|N6|Logistic width (m)
333n|N6|Logistic height (m)
334n|N6|Logistic area (m²)
335n|N6|Logistic volume (l)
336n|N6|Logistic volume (m³)
337n|N6|Kilograms per m²
340n|N6|Gross weight (lb)
341n|N6|Logistic length (in)
342n|N6|Logistic length (ft)
343n|N6|Logistic length (yd)
344n|N6|Logistic width (in)
345n|N6|Logistic width (ft)
346n|N6|Logistic width (yd)
347n|N6|Logistic height (in)
348n|N6|Logistic height (ft)
349n|N6|Logistic height (yd)
350n|N6|Area (in²)
351n|N6|Area (ft²)
352n|N6|Area (yd²)
353n|N6|Logistic area (in²)
354n|N6|Logistic area (ft²)
355n|N6|Logistic area (yd²)
356n|N6|Net weight (troy oz)
357n|N6|Net volume (oz)
360n|N6|Net volume (qt)
361n|N6|Net volume (gal)
362n|N6|Logistic volume (qt)
363n|N6|Logistic volume (gal)
364n|N6|Volume (in³)
365n|N6|Volume (ft³)
366n|N6|Volume (yd³)
367n|N6|Logistic volume (in³)
368n|N6|Logistic volume (ft³)
369n|N6|Logistic volume (yd³)
37|N..8|Count of contained items
390n|N..15|Amount payable
391n|N3 N..15|Amount payable, with currency
392n|N..15|Price
393n|N3 N..15|Price, with currency
394n|N4|Percent off
395n|N6|Price per unit
400|X..30|Customer's order number
401|X..30|Consignment
402|N17!|Shipment
403|X..30|Route
410|N13!|Ship to
411|N13!|Bill to
412|N13!|Purchased from
413|N13!|Ship for
414|N13!|Location
415|N13!|Pay to
416|N13!|Made at
417|N13!|Party
420|X..20|Ship to, postal code
421|N3 X..9|Ship to, country and postal code
422|N3|Country of origin
423|N..15|Countries of initial processing
424|N3|Country of processing
425|N..15|Countries of disassembly
426|N3|Country of all processing
427|X..3|Subdivision of origin
4300|X..35|Ship to, company
4301|X..35|Ship to, contact
4302|X..70|Ship to, address
4303|X..70|Ship to, second line of address
4304|X..70|Ship to, suburb
4305|X..70|Ship to, locality
4306|X..70|Ship to, region
4307|X2|Ship to, country
4308|X..30|Ship to, telephone
4309|N20|Ship to, latitude and longitude
4310|X..35|Return to, company
4311|X..35|Return to, contact
4312|X..70|Return to, address
4313|X..70|Return to, second line of address
4314|X..70|Return to, suburb
4315|X..70|Return to, locality
4316|X..70|Return to, region
4317|X2|Return to, country
4318|X..20|Return to, postal code
4319|X..30|Return to, telephone
4320|X..35|Service
4321|N1|Dangerous goods
4322|N1|May be left
4323|N1|Signature required
4324|N10|Not delivered before
4325|N10|Not delivered after
4326|N6d|Released on
4330|N6 [X1]|Highest temperature (°F)
4331|N6 [X1]|Highest temperature (°C)
4332|N6 [X1]|Lowest temperature (°F)
4333|N6 [X1]|Lowest temperature (°C)
7001|N13|NATO stock number
7002|X..30|Meat cut
7003|N10|Expires at
7004|N..4|Active potency
7005|X..12|Catch area
7006|N6d|First frozen
7007|N6d [N6]|Harvested
7008|X..3|Species
7009|X..10|Fishing gear
7010|X..2|Production method
7011|N6d [N4]|Test by
7020|X..20|Refurbishment lot
7021|X..20|Functional status
7022|X..20|Revision status
7023|X..30|Assembly
7030|N3 X..27|Processor 0
7031|N3 X..27|Processor 1
7032|N3 X..27|Processor 2
7033|N3 X..27|Processor 3
7034|N3 X..27|Processor 4
7035|N3 X..27|Processor 5
7036|N3 X..27|Processor 6
7037|N3 X..27|Processor 7
7038|N3 X..27|Processor 8
7039|N3 X..27|Processor 9
7040|N1 X3|Issuer of unique identifiers
710|X..20|Reimbursement number, PZN
711|X..20|Reimbursement number, CIP
712|X..20|Reimbursement number, CN
713|X..20|Reimbursement number, DRN
714|X..20|Reimbursement number, AIM
715|X..20|Reimbursement number, NDC
7230|X2 X..28|Certification 0
7231|X2 X..28|Certification 1
7232|X2 X..28|Certification 2
7233|X2 X..28|Certification 3
7234|X2 X..28|Certification 4
7235|X2 X..28|Certification 5
7236|X2 X..28|Certification 6
7237|X2 X..28|Certification 7
7238|X2 X..28|Certification 8
7239|X2 X..28|Certification 9
7240|X..20|Protocol
7241|N2|Media type
7242|X..25|Version control number
8001|N14|Roll dimensions
8002|X..20|Mobile telephone
8003|N14! [X..16]|Returnable asset
8004|X..30|Individual asset
8005|N6|Price per unit of measure
8006|N14! N4|Piece of a trade item
8007|X..34|Bank account
8008|N8 [N..4]|Produced at
8009|X..50|Sensor
8010|Y..30|Component or part
8011|N..12|Serial of a component or part
8012|X..20|Software version
8013|X..25|Model number
8017|N18!|Service relation, provider
8018|N18!|Service relation, recipient
8019|N..10|Service instance
8020|X..25|Payment slip
8026|N14! N4|Pieces contained
8030|Z..90|Digital signature
8110|X..70|Coupon, North America
8111|N4|Loyalty points
8112|X..70|Positive offer file coupon
8200|X..70|Product address
90|X..30|Agreed between partners
91|X..90|Company internal 91
92|X..90|Company internal 92
93|X..90|Company internal 93
94|X..90|Company internal 94
95|X..90|Company internal 95
96|X..90|Company internal 96
97|X..90|Company internal 97
98|X..90|Company internal 98
99|X..90|Company internal 99
`;

export interface Part {
  readonly set: 'N' | 'X' | 'Y' | 'Z';
  readonly least: number;
  readonly most: number;
  readonly checked: boolean;
  readonly day: boolean;
}

export interface Identifier {
  readonly ai: string;
  readonly title: string;
  readonly parts: readonly Part[];
  /** Without the last part where that may be absent. */
  readonly least: number;
  readonly most: number;
  /** Of amounts: the last digit of the identifier says so. */
  readonly decimals: number | undefined;
  /** Nothing parts it from what follows: its first two digits say how long it is. */
  readonly fixed: boolean;
}

/** 03, 04 and others are reserved; their length is fixed all the same. */
const fixedLength = /^(0[0-4]|1[1-9]|20|3[1-6]|41)/;

function partOf(text: string): Part & { readonly optional: boolean } {
  const match = /^(\[?)([NXYZ])(\.\.)?(\d+)(!?)(d?)\]?$/.exec(text);
  if (!match) throw new Error(`no part "${text}"`);
  const [, bracket, set, upTo, length, check, day] = match;
  const most = Number(length);
  return {
    set: set as Part['set'],
    least: upTo ? 1 : most,
    most,
    checked: check === '!',
    day: day === 'd',
    optional: bracket === '[',
  };
}

/** Amounts of money have up to nine decimals, percents three, measures five. */
const mostDecimals = (code: string): number => (/^39[0-3]/.test(code) ? 9 : code.startsWith('394') ? 3 : 5);

const made = new Map<string, Identifier>();
for (const row of table.trim().split('\n')) {
  const [code = '', spec = '', title = ''] = row.split('|');
  const read = spec.split(' ').map(partOf);
  const most = read.reduce((sum, one) => sum + one.most, 0);
  const least = read.reduce((sum, one) => sum + (one.optional ? 0 : one.least), 0);
  const parts = read.map(({ optional: _, ...part }) => part);
  const decimals = code.endsWith('n') ? Array.from({ length: mostDecimals(code) + 1 }, (_, n) => n) : [undefined];
  for (const n of decimals) {
    const ai = n === undefined ? code : code.replace('n', String(n));
    made.set(ai, { ai, title, parts, least, most, decimals: n, fixed: fixedLength.test(ai) });
  }
}

export const identifiers: ReadonlyMap<string, Identifier> = made;

/** The one that a text begins with; none is the beginning of another. */
export function identifierAt(text: string): Identifier | undefined {
  for (const length of [2, 3, 4]) {
    const found = identifiers.get(text.slice(0, length));
    if (found) return found;
  }
  return undefined;
}
