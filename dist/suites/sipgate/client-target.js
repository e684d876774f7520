export {};
//# sourceMappingURL=client-target.js.map