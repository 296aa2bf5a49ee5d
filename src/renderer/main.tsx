import './noCodeFromText.ts'
import './styles/main.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { connect } from './client.ts'
import { createAppState, loadAll } from './state/appState.ts'

const state = createAppState(connect())
void loadAll(state)
createRoot(document.getElementById('root')!).render(<StrictMode><App state={state} /></StrictMode>)
