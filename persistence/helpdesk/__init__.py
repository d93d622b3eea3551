"""The built-in desk's tables: requests for a person, presence of agents, messages on their way to users.

states, handovers     a request's states; who has which conversation
places, numbers       the place in the queue; the number that users are told
presence              which agents are there
outbox, signing       packets for the Rasa server, signed
details, staff_forms  what users fill in for the staff, encrypted
"""
