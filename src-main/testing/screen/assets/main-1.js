document.title = 'test screen'
