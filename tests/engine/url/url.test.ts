import { describe, expect, it } from "vitest";
import { encodeHost } from "../../../src/engine/url/idna.ts";
import { isIpv6 } from "../../../src/engine/url/ip-address.ts";
import { isUrl } from "../../../src/engine/url/url.ts";

describe("an address", () => {
  it.each([
    "https://a.gov.uk",
    "https://a.gov.uk/path/%zz",
    "https://user:pw@a.gov.uk/",
    "https://1.2.3.4/x",
    "https://[::1]/x",
    "https://[::1]:8080/x",
    "https://exämple.com/",
    "https://a.gov.uk/é",
    "https://a.gov.uk/#/x?y",
    "https://a.gov.uk/a;https://b.gov.uk",
    "https://a.gov.uk:65535/",
    "https://a.gov.uk?a=1&b=2",
    "https://a.gov.uk?a=",
    "https://a.gov.uk?=1",
    "https://a.gov.uk?q={x}",
    "https://a.gov.uk?",
    "https://a.gov.uk?x;y=",
    "file:///x",
    "HTTP://A.GOV.UK/",
  ])("is %s", (url) => expect(isUrl(url)).toBe(true));

  it.each([
    "",
    "www.a.gov.uk",
    "//a.gov.uk",
    "https:/a.gov.uk",
    "https://a",
    "https://localhost/x",
    "https://a_b.gov.uk/",
    "https://a.gov.uk./x",
    "https://-a.gov.uk",
    "https://a..b.com",
    "ftp://a.b/c",
    "s3://a.b.com/c",
    "http://a.gov.uk:99999/",
    "http://a.gov.uk:080/",
    "mailto:a@b.com",
    "https://a.gov.uk/a|b",
    "https://a.gov.uk/[x]",
    "https://a.gov.uk?abc",
    "https://a.gov.uk?a=1&b",
    "https://a.gov.uk?a=1&",
    "https://a.gov.uk?a=1;b",
    "https://a.gov.uk#[",
    "https://a@b@c.com/",
    "https://[::1/x",
    "https://[1.2.3.4]/",
    "https://a\u2100b.com/",
    `https://${"x".repeat(64)}.com/`,
  ])("is not %s", (url) => expect(isUrl(url)).toBe(false));
});

it.each([
  ["exämple.com", "xn--exmple-cua.com"],
  ["STRASSE.de", "STRASSE.de"],
  ["straße.de", "strasse.de"],
  ["例え.jp", "xn--r8jz45g.jp"],
  ["a\u3002com", "a.com"],
  ["a\u00adb.com", "a\u00adb.com".replace("\u00ad", "")],
  ["שלום.com", "xn--9dbne9b.com"],
])("the host %s is %s in ASCII", (host, ascii) => expect(encodeHost(host)).toBe(ascii));

it.each(["a..com", "שלוםa.com", "a\u0080b.com", "xn--é.com"])("the host %s has no ASCII form", (host) => {
  expect(encodeHost(host)).toBeUndefined();
});

it("knows addresses of version 6", () => {
  const fair = ["::", "::1", "1:2:3:4:5:6:7:8", "1::8", "::ffff:1.2.3.4", "fe80::1%eth0", "1:2:3:4:5:6:7::"];
  const unfair = [
    "",
    ":",
    "1:2:3",
    "1::2::3",
    ":1::2",
    "1::2:",
    "12345::",
    "::g",
    "1:2:3:4:5:6:7:8:9",
    "::1%",
  ];
  expect(fair.filter((text) => !isIpv6(text))).toEqual([]);
  expect(unfair.filter(isIpv6)).toEqual([]);
});
