import type * as nodeOs from "node:os";
import { networkInterfaces } from "node:os";
import { describe, expect, it, vi } from "vitest";
import { judgeAddress } from "./address-rules";
import { forbiddenUrls } from "./forbidden-urls.test-kit";
import { judgeUrl } from "./url-rules";

vi.mock("node:os", async (original) => {
  const os = await original<typeof nodeOs>();
  return { ...os, networkInterfaces: vi.fn<typeof networkInterfaces>(os.networkInterfaces) };
});

const forbidden = [
  "127.0.0.1",
  "127.255.255.254",
  "0.0.0.0",
  "10.0.0.1",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "100.100.100.200",
  "192.0.0.192",
  "192.0.2.1",
  "198.18.0.1",
  "198.51.100.7",
  "203.0.113.9",
  "224.0.0.1",
  "240.0.0.1",
  "255.255.255.255",
  "192.88.99.1",
  "168.63.129.16",
  "::",
  "::1",
  "::ffff:127.0.0.1",
  "::ffff:7f00:1",
  "::ffff:a9fe:a9fe",
  "::7f00:1",
  "::127.0.0.1",
  "::ffff:0:7f00:1",
  "64:ff9b::7f00:1",
  "64:ff9b:1::7f00:1",
  "2002:7f00:1::",
  "2001::1",
  "2001:db8::1",
  "3fff::1",
  "fe80::1",
  "fec0::1",
  "fc00::1",
  "fd00:ec2::254",
  "fd20:ce::254",
  "ff02::1",
  "100::1",
  "5f00::1",
  "4000::1",
  "2001:2::1",
  "2001:20::1",
  "fe80::1%eth0",
  "::1%lo",
  "2606:4700::1111%2",
  "",
  "localhost",
  "1.2.3",
  "1.2.3.4.5",
  "::ffff:168.63.129.16",
];

describe("addresses", () => {
  it.each(forbidden)("%s is refused", (address) => {
    expect(judgeAddress(address)).toEqual(expect.stringMatching(/^it /));
  });

  it.each(["93.184.215.14", "1.1.1.1", "2606:4700::1111", "2a00:1450:4001::200e", "::ffff:93.184.215.14"])(
    "%s is allowed",
    (address) => {
      expect(judgeAddress(address)).toBeNull();
    },
  );

  it("of this machine's own network are refused, neighbours with public addresses too", () => {
    const entry = { netmask: "", mac: "", internal: false };
    vi.mocked(networkInterfaces).mockReturnValue({
      home: [{ ...entry, family: "IPv6", address: "2a02:8109:1:2::5", cidr: "2a02:8109:1:2::5/64", scopeid: 0 }],
      rented: [{ ...entry, family: "IPv4", address: "93.184.200.7", cidr: "93.184.200.7/24" }],
      tunnel: [{ ...entry, family: "IPv4", address: "93.185.0.1", cidr: "93.185.0.1/0" }],
    });
    expect(judgeAddress("2a02:8109:1:2::99")).toContain("own network");
    expect(judgeAddress("93.184.200.200")).toContain("own network");
    expect(judgeAddress("::ffff:93.184.200.200")).toContain("own network");
    expect(judgeAddress("93.185.0.1")).toContain("own network");
    expect(judgeAddress("2a02:8109:1:3::99")).toBeNull();
    expect(judgeAddress("93.184.201.1")).toBeNull();
    vi.mocked(networkInterfaces).mockReset();
  });
});

describe("web addresses", () => {
  it.each(forbiddenUrls.map((url) => [url.slice(0, 80), url]))(
    "%s is refused before anything is looked up",
    (_, url = "") => {
      expect(judgeUrl(url)).toMatchObject({ failure: { code: "refused_address" } });
    },
  );

  it.each([
    ["http://site.example/a", "http://site.example/a"],
    ["https://SITE.example:443/a", "https://site.example/a"],
    ["http://site.example:443/", "http://site.example:443/"],
    ["https://site.example./a?b#c", "https://site.example/a?b#c"],
    ["https://bücher.example/", "https://xn--bcher-kva.example/"],
    ["http://93.184.215.14/", "http://93.184.215.14/"],
    ["http://[2606:4700::1111]/", "http://[2606:4700::1111]/"],
    ["http://127.0.0.1.site.example/", "http://127.0.0.1.site.example/"],
  ])("%s is used as %s", (url, used) => {
    const judged = judgeUrl(url);
    expect("url" in judged ? judged.url.href : judged.failure.message).toBe(used);
  });
});
