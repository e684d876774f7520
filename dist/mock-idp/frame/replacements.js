export {};
//# sourceMappingURL=replacements.js.map