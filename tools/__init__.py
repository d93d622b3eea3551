"""Programs for those who develop the assistant: licences of the dependencies, a simulated WeChat platform."""
