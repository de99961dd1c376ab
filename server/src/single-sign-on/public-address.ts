import { BlockList, isIP } from "node:net";

/** What is no address of the internet (IANA's registries of special purpose addresses). */
// Two lists: one would look for an IPv4 address among those of IPv6 too.
const special = { 4: new BlockList(), 6: new BlockList() };
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  special[4].addSubnet(net, bits, "ipv4");
// Outside of 2000::/3 nothing is given out; within it 6to4 and Teredo carry addresses of the other kind.
for (const [net, bits] of [
  ["::", 3],
  ["4000::", 2],
  ["8000::", 1],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
] as const)
  special[6].addSubnet(net, bits, "ipv6");

/** Whether this is an address of the open internet. IPv4 inside of IPv6 is not: nobody publishes it. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !special[4].check(address);
  return version === 6 && !special[6].check(address, "ipv6");
}
