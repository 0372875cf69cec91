/** A position in a server's log as a number: `16/B374D848` is 0x16B374D848, with eight digits after the slash. */
export const positionOf = (lsn: string): bigint => {
  const [high = "", low = ""] = lsn.split("/");
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`);
};
