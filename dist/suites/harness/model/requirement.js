export {};
//# sourceMappingURL=requirement.js.map