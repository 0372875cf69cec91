import { describe, expect, it } from "@jest/globals";
import { isEmailAddress } from "../../../platform/values/email-address.ts";

describe("isEmailAddress", () => {
  it.each([
    "root@localhost",
    "a&b@example.com",
    "x@example.xn--p1ai",
    "x@example.рф",
    "info@müller.example",
    "info@ユニコード.example",
    "first.last+tag@sub.example.co.uk",
    `${"x".repeat(64)}@${"y".repeat(63)}.example`,
  ])("accepts %s", (text) => {
    expect(isEmailAddress(text)).toBe(true);
  });

  it.each([
    "",
    "at home",
    "a@",
    "@example.com",
    "a@b@example.com",
    "a b@example.com",
    "a@exa mple.com",
    "a@-example.com",
    "a@example..com",
    "a@exämple..com",
    "müller@example.com",
    `a@${"y".repeat(64)}.example`,
    `a@${"ü".repeat(64)}.example`,
    `a@${"y.".repeat(130)}example`,
    "a@example.com\n",
    "Ida <ida@example.com>",
  ])("refuses %j", (text) => {
    expect(isEmailAddress(text)).toBe(false);
  });
});
