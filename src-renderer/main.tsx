// Entry of the screen: styles, the bridge's events, the window.
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './style/tokens.css'
import './style/base.css'
import './style/pane-head.css'
import { App } from './app/App.tsx'
import { followBridge } from './app/follow-bridge.ts'

followBridge()
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
