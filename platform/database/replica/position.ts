/** A position in the log of a server, as a number: `16/B374D848` is 0x16B374D848 with eight digits behind the stroke. */
export const positionOf = (lsn: string): bigint => {
  const [high = "", low = ""] = lsn.split("/");
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`);
};
