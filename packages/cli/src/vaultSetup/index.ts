export { vaultSetup } from './vaultSetup';
