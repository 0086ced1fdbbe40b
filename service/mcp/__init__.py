"""gongbao for agents that speak the Model Context Protocol: stdio and streamable HTTP."""
