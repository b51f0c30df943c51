/** What people call a model, by its name; the server knows the labels of its catalogue. */
export type ModelLabels = Readonly<Record<string, string>>;

/** What a model is called on screen: its label, else the last part of its id. */
export function labelOfModel(name: string, labels: ModelLabels): string {
  return (
    labels[name] ??
    name
      .slice(name.indexOf(":") + 1)
      .split("/")
      .at(-1) ??
    name
  );
}

/** The id of a model's provider; null when its name does not say. */
export function providerOfModel(name: string): string | null {
  const colon = name.indexOf(":");
  return colon < 0 ? null : name.slice(0, colon);
}
