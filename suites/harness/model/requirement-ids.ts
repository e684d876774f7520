/** The text of `suites/<system>/requirement-ids.ts`, which adds a system's ids to `RequirementIds`. */
export function requirementIdsModule(system: string, ids: readonly string[]): string {
  const union = ids.map((id) => `  | '${id}'`).join('\n');
  const name = `${system.charAt(0).toUpperCase()}${system.slice(1)}Id`;
  return `/** The ids of requirements.yaml. Made by \`npm run generate\`; not to be edited. */
export type ${name} =
${union};

declare module '../harness/model/requirement.ts' {
  interface RequirementIds {
    readonly ${system}: ${name};
  }
}
`;
}
