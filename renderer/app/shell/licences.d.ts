declare module 'virtual:licences' {
  const licences: import('../../../vite.licences').Licences;
  export default licences;
}
