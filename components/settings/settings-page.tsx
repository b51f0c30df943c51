"use client";
import { TopBar } from "@/components/conversation/top-bar";
import { AboutSection } from "./about-section";
import { AccessSection } from "./access-section";
import { AppearanceSection } from "./appearance-section";
import { DataSection } from "./data-section";
import { JudgesSection } from "./judges-section";
import { McpSection } from "./mcp-section";
import { ProvidersSection } from "./providers-section";
import { SearchSection } from "./search-section";

/** Everything that belongs to this installation rather than to one panel. */
export function SettingsPage() {
  return (
    <>
      <TopBar>
        <span className="sm:pl-2">Settings</span>
      </TopBar>
      <div className="@container mx-auto w-full max-w-[1200px] px-4 pt-6 pb-20 sm:px-10">
        <h1 className="title-face mb-2 text-26">Settings</h1>
        <div className="max-w-[1000px] divide-y divide-line">
          <ProvidersSection />
          <SearchSection />
          <McpSection />
          <JudgesSection />
          <AppearanceSection />
          <DataSection />
          <AccessSection />
          <AboutSection />
        </div>
      </div>
    </>
  );
}
