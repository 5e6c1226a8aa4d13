export { FederatedExecutor, type FederatedExecutorOptions } from './federated-executor';
