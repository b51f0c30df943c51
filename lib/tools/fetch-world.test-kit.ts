import { afterEach, beforeEach } from "vitest";
import { type Listener, openForbiddenListener, openSite, type Place, type Site } from "./sites.test-kit";

/** What is needed here of the internet that e2e makes for tests. */
type Internet = {
  setServer(address: string, port: number): void;
  addSite(name: string, port: number): void;
  restore(): void;
};

export type FetchWorld<Net> = {
  internet: Net;
  /** Whoever gets past the rules to this machine or its network arrives here. */
  forbidden: Listener;
  addSite(name: string, places: Readonly<Record<string, Place>>): Promise<Site>;
};

/** For tests: a small internet before each of them, and nothing of it after. */
export function useFetchWorld<Net extends Internet>(openInternet: () => Net): () => FetchWorld<Net> {
  let world: FetchWorld<Net> | null = null;
  let sites: Site[] = [];

  beforeEach(async () => {
    const internet = openInternet();
    const forbidden = await openForbiddenListener();
    for (const address of ["127.0.0.1", "::1", "0.0.0.0", "169.254.169.254", "10.0.0.1"]) {
      internet.setServer(address, forbidden.port);
    }
    const addSite = async (name: string, places: Readonly<Record<string, Place>>) => {
      const site = await openSite(places);
      sites.push(site);
      internet.addSite(name, site.port);
      return site;
    };
    world = { internet, forbidden, addSite };
  });

  afterEach(async () => {
    world?.internet.restore();
    await Promise.all([world?.forbidden.close(), ...sites.map((site) => site.close())]);
    sites = [];
  });

  return () => {
    if (!world) throw new Error("There is a world within a test only.");
    return world;
  };
}
