import { mailTo } from "../../client/app/ui/mail-to.ts";

describe("A link to an e-mail address", () => {
  it("contains that address alone, without headers such as cc that the address itself contains", () => {
    const { searchParams, pathname } = new URL(mailTo("ada?bcc=eve@example.com&body=hello"));

    expect([...searchParams]).toEqual([]);
    expect(decodeURIComponent(pathname)).toBe("ada?bcc=eve@example.com&body=hello");
    expect(mailTo("ada.byron+crm@example.com")).toBe("mailto:ada.byron%2Bcrm@example.com");
  });
});
